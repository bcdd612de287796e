set -u
# What is for releases is not for exports of official advertising.
mkdir old
printf '#,Ejercicio,Sujeto obligado,Presupuesto original,Monto modificado,Presupuesto modificado,Presupuesto ejercido,Programa anual ,Estatus\n1,2016,Secretaría de Pruebas,60.00,0.00,60.00,0.00,,Activo\n' > old/presupuestos.csv
"$EDCA" merge --lang en old old -o again.zip --versioned; echo "exit $?"
"$EDCA" merge --lang es old old -o again.zip --records; echo "exit $?"
ls again.zip 2>&1
